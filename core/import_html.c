#include "import_html.h"

#include "import_read.h"
#include "utf8.h"

#include <dlfcn.h>
#include <limits.h>
#include <libxml/HTMLparser.h>
#include <string.h>

typedef enum Role { ROLE_INLINE, ROLE_BLOCK, ROLE_HEADING, ROLE_ITEM, ROLE_ROW, ROLE_CELL, ROLE_LINK, ROLE_SKIP } Role;

typedef struct Element { const char *name; Role role; } Element;

/* Whatever is not here is set inline, as browsers do. */
static const Element ELEMENTS[] = {
	{"p", ROLE_BLOCK}, {"div", ROLE_BLOCK}, {"br", ROLE_BLOCK}, {"section", ROLE_BLOCK}, {"article", ROLE_BLOCK},
	{"main", ROLE_BLOCK}, {"blockquote", ROLE_BLOCK}, {"pre", ROLE_BLOCK}, {"center", ROLE_BLOCK}, {"table",
	ROLE_BLOCK},
	{"ul", ROLE_BLOCK}, {"ol", ROLE_BLOCK}, {"dl", ROLE_BLOCK}, {"dt", ROLE_BLOCK}, {"dd", ROLE_BLOCK},
	{"figcaption", ROLE_BLOCK}, {"hr", ROLE_BLOCK}, {"body", ROLE_BLOCK}, {"caption", ROLE_BLOCK},
	{"h1", ROLE_HEADING}, {"h2", ROLE_HEADING}, {"h3", ROLE_HEADING}, {"h4", ROLE_HEADING}, {"h5", ROLE_HEADING},
	{"h6", ROLE_HEADING}, {"li", ROLE_ITEM}, {"tr", ROLE_ROW}, {"td", ROLE_CELL}, {"th", ROLE_CELL}, {"a", ROLE_LINK},
	{"script", ROLE_SKIP}, {"style", ROLE_SKIP}, {"nav", ROLE_SKIP}, {"header", ROLE_SKIP}, {"footer", ROLE_SKIP},
	{"aside", ROLE_SKIP}, {"form", ROLE_SKIP}, {"select", ROLE_SKIP}, {"button", ROLE_SKIP}, {"textarea", ROLE_SKIP},
	{"noscript", ROLE_SKIP}, {"iframe", ROLE_SKIP}, {"svg", ROLE_SKIP}, {"title", ROLE_SKIP}, {"head", ROLE_INLINE},
};

typedef struct Page {
	Buf *out;
	Buf line;
	char mark[2];     /* of the line, as import_read.h has it; the second is a level */
	size_t skip;      /* open elements that are not shown */
	size_t links;     /* open links */
	size_t linked;    /* bytes of the line that stand in links */
} Page;

static Role role_of(const xmlChar *name)
{
	for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
		if (strcmp((const char *)name, ELEMENTS[i].name) == 0)
			return ELEMENTS[i].role;
	return ROLE_INLINE;
}

static void end_line(Page *page)
{
	Str line = str_trim(buf_str(&page->line));

	if (line.n && page->linked >= line.n)
		buf_add_char(page->out, IMPORT_READ_LINKS);
	else if (line.n && page->mark[0])
		buf_add(page->out, (Str){page->mark, page->mark[1] ? 2 : 1});
	if (line.n) {
		buf_add(page->out, line);
		buf_add_char(page->out, '\n');
	}
	buf_clear(&page->line);
	page->linked = 0;
}

static void begin_line(Page *page, char mark, char level)
{
	end_line(page);
	page->mark[0] = mark;
	page->mark[1] = level;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	static const char MARKS[] = {[ROLE_BLOCK] = '\0', [ROLE_HEADING] = IMPORT_READ_HEADING,
		[ROLE_ITEM] = IMPORT_READ_ITEM, [ROLE_ROW] = IMPORT_READ_ROW};
	Page *page = data;
	Role role = role_of(name);

	(void)attributes;
	if (role == ROLE_SKIP || page->skip)
		page->skip += role == ROLE_SKIP;
	else if (role == ROLE_LINK)
		page->links++;
	else if (role == ROLE_CELL && page->line.n)
		buf_add(&page->line, STR(" "));
	else if (role != ROLE_INLINE && role != ROLE_CELL && !(role == ROLE_BLOCK && page->mark[0] == IMPORT_READ_ROW))
		begin_line(page, MARKS[role], role == ROLE_HEADING ? (char)name[1] : '\0');
}

static void on_end(void *data, const xmlChar *name)
{
	Page *page = data;
	Role role = role_of(name);

	if (role == ROLE_SKIP) {
		page->skip -= page->skip > 0;
	} else if (role == ROLE_LINK) {
		page->links -= page->links > 0;
	} else if (!page->skip && role != ROLE_INLINE && role != ROLE_CELL &&
		!(role == ROLE_BLOCK && page->mark[0] == IMPORT_READ_ROW && strcmp((const char *)name, "table") != 0)) {
		begin_line(page, '\0', '\0');
	}
}

/* White space runs are one blank; what would be taken for a mark of ours is left out. */
static void on_text(void *data, const xmlChar *text, int n)
{
	Page *page = data;
	size_t before = page->line.n;

	if (page->skip)
		return;
	for (int i = 0; i < n; i++) {
		char c = (char)text[i];

		if (text[i] == 0xC2 && i + 1 < n && text[i + 1] == 0xA0) {
			c = ' ';
			i++;
		}
		if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
			if (page->line.n && page->line.s[page->line.n - 1] != ' ')
				buf_add_char(&page->line, ' ');
		} else if (text[i] >= ' ' || c == ' ') {
			buf_add_char(&page->line, c);
		}
	}
	if (page->links)
		page->linked += page->line.n - before;
}

static void on_message(void *data, const char *format, ...)
{
	(void)data, (void)format;
}

/* What is used of the library. */
typedef struct Library {
	htmlParserCtxtPtr (*create)(htmlSAXHandlerPtr, void *, const char *, int, const char *, xmlCharEncoding);
	int (*parse)(htmlParserCtxtPtr, const char *, int, int);
	void (*release)(htmlParserCtxtPtr);
	int (*options)(htmlParserCtxtPtr, int);
} Library;

static bool load_library(Library *library, void *handle)
{
	/* POSIX has a function's address in a void *, ISO C does not convert it. */
	*(void **)(&library->create) = dlsym(handle, "htmlCreatePushParserCtxt");
	*(void **)(&library->parse) = dlsym(handle, "htmlParseChunk");
	*(void **)(&library->release) = dlsym(handle, "htmlFreeParserCtxt");
	*(void **)(&library->options) = dlsym(handle, "htmlCtxtUseOptions");
	return library->create && library->parse && library->release && library->options;
}

static void parse(const Library *library, Str html, Page *page)
{
	htmlSAXHandler handler = {
		.startElement = on_start, .endElement = on_end, .characters = on_text, .cdataBlock = NULL,
			.warning = on_message,
		.error = on_message, .ignorableWhitespace = on_text,
	};
	htmlParserCtxtPtr context = library->create(&handler, page, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

	if (!context)
		return;
	library->options(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		HTML_PARSE_IGNORE_ENC);
	for (size_t at = 0; at < html.n; at += 1 << 20) {
		Str piece = str_sub(html, at, at + (1 << 20));

		library->parse(context, piece.s, (int)piece.n, 0);
	}
	library->parse(context, "", 0, 1);
	library->release(context);
}

bool import_html_lines(Str html, Buf *out)
{
	static const char *const NAMES[] = {"libxml2.so.2", "libxml2.so.16", "libxml2.so"};
	Page page = {.out = out};
	Library library;
	void *handle = NULL;
	bool ok;

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !handle; i++)
		handle = dlopen(NAMES[i], RTLD_NOW | RTLD_LOCAL);
	ok = handle && load_library(&library, handle);
	if (ok) {
		parse(&library, html, &page);
		end_line(&page);
	}
	if (handle)
		dlclose(handle);
	buf_free(&page.line);
	return ok;
}
