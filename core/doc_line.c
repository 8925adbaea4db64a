#include "doc.h"

#include "utf8.h"

Str doc_line_text(const Doc *doc, const DocLine *line)
{
	return str_sub(doc->blocks.at[line->block].text, line->line.from, line->line.to);
}

Str doc_line_lead(const Doc *doc, const DocLine *line)
{
	return line->first ? doc->blocks.at[line->block].lead : (Str){0};
}

uint32_t doc_line_column(const Doc *doc, const DocLine *line, int ambiguous)
{
	const DocBlock *block = &doc->blocks.at[line->block];

	return block->indent + (uint32_t)utf8_columns(block->lead, ambiguous);
}

size_t doc_line_write(const Doc *doc, const DocLine *line, uint32_t width, int ambiguous, Buf *out)
{
	const DocBlock *block = &doc->blocks.at[line->block];
	Str lead = doc_line_lead(doc, line), text = doc_line_text(doc, line);
	uint32_t column = doc_line_column(doc, line, ambiguous);

	if (block->role == DOC_GAP)
		return 0;
	if (block->role == DOC_RULE) {
		buf_add_repeat(out, STR("-"), width);
		return width;
	}
	buf_add_repeat(out, STR(" "), block->indent);
	buf_add(out, lead);
	if (!lead.n && text.n)
		buf_add_repeat(out, STR(" "), column - block->indent);
	buf_add(out, text);
	return column + utf8_columns(text, ambiguous);
}

size_t doc_line_of(const Doc *doc, const DocLines *lines, Unit unit)
{
	for (size_t i = 0; i < lines->n; i++) {
		Unit at = doc->blocks.at[lines->at[i].block].unit;
		if (at.kind == unit.kind && at.index == unit.index)
			return i;
	}
	return SIZE_MAX;
}

size_t doc_line_at(const Doc *doc, const DocLines *lines, size_t block, size_t byte)
{
	size_t found = SIZE_MAX;

	(void)doc;
	for (size_t i = 0; i < lines->n && lines->at[i].block <= block; i++)
		if (lines->at[i].block == block && (found == SIZE_MAX || lines->at[i].line.from <= byte))
			found = i;
	return found;
}
