#include "config.h"

#include "file.h"
#include "document.h"
#include "shape.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const SettingRow ROWS[SETTING_COUNT] = {
#define SETTING(id_, kind_, allowed_, standard_, zh, en) \
	[SETTING_##id_] = {#id_, SETTING_##kind_, allowed_, standard_, {zh, en}},
#include "settings.def"
#undef SETTING
};

/* The mapping as the walk fills it in. */
typedef struct Record { Scalar value[SETTING_COUNT]; } Record;

/* The walk hands a Loading to what it calls; ours has the configuration behind it. */
typedef struct Reading {
	Loading loading;
	Config *config;
	bool value; /* a value of a pair comes next */
} Reading;

_Static_assert(sizeof(Record) <= sizeof(ShapeRecord), "the walk has no room for so many settings");
_Static_assert(SETTING_COUNT <= SHAPE_FIELDS, "a shape has no room for so many settings");

static void push_path(Loading *loading, Scalar path)
{
	MEM_PUSH(&((Reading *)(void *)loading)->config->corpus, path);
}

static void push_pair(Loading *loading, Scalar text)
{
	Reading *r = (Reading *)(void *)loading;

	if (r->value)
		r->config->keys.at[r->config->keys.n - 1].keys = text;
	else
		MEM_PUSH(&r->config->keys, ((ConfigKeys){.action = text}));
	r->value = !r->value;
}

static void wrong(Msgs *msgs, MsgId id, Setting setting, Scalar value)
{
	Buf allowed = {0};

	config_add_allowed(&allowed, setting);
	msg_add(msgs, id, value.pos, value.s, str_of(ROWS[setting].id), buf_str(&allowed));
	buf_free(&allowed);
}

/* The index of a word; -1 where it is none of them. */
static int word_index(Str words, Str word)
{
	Str part;

	for (int i = 0; str_split(&words, ' ', &part); i++)
		if (str_eq_nocase(part, word))
			return i;
	return -1;
}

int config_word(Setting setting, Str word)
{
	const SettingRow *row = &ROWS[setting];

	return word_index(row->kind == SETTING_YESNO ? STR("false true") : str_of(row->allowed), word);
}

static void range_of(const char *allowed, uint32_t *least, uint32_t *most)
{
	Str rest = str_of(allowed), first = rest;

	str_split(&rest, ' ', &first);
	shape_uint(first, least);
	shape_uint(rest, most);
}

static void set_value(Config *config, Msgs *msgs, Setting setting, Scalar value)
{
	const SettingRow *row = &ROWS[setting];
	uint32_t number = 0, least = 0, most = 0;
	int index;

	if (row->kind == SETTING_NUMBER) {
		range_of(row->allowed, &least, &most);
		bool fits = shape_uint(value.s, &number) && number >= least && number <= most;
		index = fits || (value.s.n == 1 && value.s.s[0] == '0' + row->standard) ? (int)number : -1;
	} else {
		index = config_word(setting, value.s);
	}
	if (index < 0) {
		wrong(msgs, row->kind == SETTING_NUMBER ? MSG_value_range : MSG_value_choice, setting, value);
		return;
	}
	config->value[setting] = index;
	config->given[setting] = true;
}

static void commit_config(Loading *loading, void *record)
{
	const Record *r = record;
	Config *config = ((Reading *)(void *)loading)->config;

	for (Setting s = 0; s < SETTING_COUNT; s++)
		if (r->value[s].s.n)
			set_value(config, loading->msgs, s, r->value[s]);
}

#define KIND_CHOICE .kind = FIELD_SCALAR
#define KIND_NUMBER .kind = FIELD_SCALAR
#define KIND_YESNO .kind = FIELD_SCALAR
#define KIND_PATHS .kind = FIELD_NAMES, .push = push_path
#define KIND_PAIRS .kind = FIELD_PAIRS, .push = push_pair

static const Field FIELDS[SETTING_COUNT] = {
#define SETTING(id, kind_, allowed, standard, zh, en) \
	{.name = #id, .n = sizeof #id - 1, .offset = offsetof(Record, value[SETTING_##id]), KIND_##kind_},
#include "settings.def"
#undef SETTING
};

static const Shape SHAPE_CONFIG = {
	.name = "config", .fields = FIELDS, .n = SETTING_COUNT, .size = sizeof(Record), .commit = commit_config,
};

void config_standard(Config *config)
{
	for (Setting s = 0; s < SETTING_COUNT; s++) {
		config->value[s] = ROWS[s].standard;
		config->given[s] = false;
	}
	config->corpus.n = 0;
	config->keys.n = 0;
}

/* Pairs whose value was refused go, and all but the first of those with the same key. */
static void tidy_keys(Config *config, Msgs *msgs)
{
	size_t kept = 0;

	for (size_t i = 0; i < config->keys.n; i++) {
		ConfigKeys pair = config->keys.at[i];
		size_t before = 0;

		while (before < kept && !str_eq(config->keys.at[before].action.s, pair.action.s))
			before++;
		if (before < kept) {
			Buf line = {0};

			buf_add_int(&line, config->keys.at[before].action.pos.line);
			msg_add(msgs, MSG_key_twice, pair.action.pos, pair.action.s, buf_str(&line), (Str){0});
			buf_free(&line);
		} else if (!pair.keys.s.s) {
			msg_add(msgs, MSG_value_not_scalar, pair.keys.pos, pair.action.s, (Str){0}, (Str){0});
		} else {
			config->keys.at[kept++] = pair;
		}
	}
	config->keys.n = kept;
}

/* What is said of corpora is no help here: it speaks of schema, parts and -C. */
static void say_own(Msgs *msgs, size_t first)
{
	static const MsgId OWN[][2] = {
		{MSG_yaml_no_mapping, MSG_config_no_mapping},
		{MSG_file_too_large, MSG_config_too_large},
		{MSG_file_not_regular, MSG_config_piped},
	};

	for (size_t i = first; i < msgs->list.n; i++)
		for (size_t k = 0; k < sizeof OWN / sizeof *OWN; k++)
			if (msgs->list.at[i].id == OWN[k][0])
				msgs->list.at[i].id = OWN[k][1];
}

/* A file of nothing but comments is a good configuration, and nobody has to close one with a line of three dots. */
static bool read_document(Config *config, int fd, Str memory, uint16_t file, Msgs *msgs)
{
	DocumentLimits limits = DOCUMENT_LIMITS;
	Corpus texts = {.arena = config->arena};
	Reading r = {.config = config};
	size_t first = msgs->list.n, fatal = msgs->count[MSG_FATAL];

	limits.scalar_bytes = 1 << 16;
	limits.events = 1 << 16;
	r.loading = (Loading){.corpus = &texts, .msgs = msgs, .interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str))};
	config_standard(config);
	document_read(&(Document){
		.loading = &r.loading, .fd = fd, .memory = memory, .shape = &SHAPE_CONFIG, .limits = &limits, .file = file,
	});
	free(r.loading.interned);
	config->arena = texts.arena;
	msg_take_back(msgs, first, MSG_yaml_no_end);
	msg_take_back(msgs, first, MSG_yaml_empty);
	say_own(msgs, first);
	if (msgs->count[MSG_FATAL] > fatal)
		config_standard(config);
	tidy_keys(config, msgs);
	msg_sort(msgs, first);
	return msgs->count[MSG_FATAL] == fatal;
}

bool config_memory(Config *config, Str yaml, Str name, Msgs *msgs)
{
	return read_document(config, -1, yaml, msg_file(msgs, name), msgs);
}

bool config_read(Config *config, const char *path, Msgs *msgs)
{
	uint16_t file = msg_file(msgs, str_of(path));
	Pos pos = {.file = file};
	size_t size, first = msgs->list.n;
	bool piped = strcmp(path, "-") == 0, read;
	int fd = piped ? STDIN_FILENO : file_open(path, CONFIG_BYTES, &size, msgs, pos);
	Buf all = {0};

	config_standard(config);
	read = fd >= 0 && (!piped || file_slurp(fd, CONFIG_BYTES, &all, msgs, pos))
		&& read_document(config, piped ? -1 : fd, buf_str(&all), file, msgs);
	say_own(msgs, first);
	if (fd >= 0 && !piped)
		close(fd);
	buf_free(&all);
	return read;
}

void config_free(Config *config)
{
	mem_arena_free(&config->arena);
	free(config->corpus.at);
	free(config->keys.at);
	*config = (Config){0};
}

const SettingRow *config_row(Setting setting)
{
	return &ROWS[setting];
}

void config_add_allowed(Buf *out, Setting setting)
{
	const SettingRow *row = &ROWS[setting];
	Str rest = row->kind == SETTING_YESNO ? STR("true false") : str_of(row->allowed), part;

	for (bool first = true; rest.n && str_split(&rest, ' ', &part); first = false) {
		buf_add(out, first ? STR("") : row->kind == SETTING_NUMBER ? STR("–") : STR(" "));
		buf_add(out, part);
	}
}

void config_add_standard(Buf *out, Setting setting)
{
	const SettingRow *row = &ROWS[setting];
	Str rest = row->kind == SETTING_YESNO ? STR("false true") : str_of(row->allowed), part = {0};

	if (row->kind == SETTING_NUMBER) {
		buf_add_int(out, row->standard);
	} else if (row->kind == SETTING_PATHS) {
		buf_add(out, STR("[]"));
	} else if (row->kind == SETTING_PAIRS) {
		buf_add(out, STR("{}"));
	} else {
		for (int i = 0; i <= row->standard && str_split(&rest, ' ', &part); i++)
			;
		buf_add(out, part);
	}
}

static void add_comment(Buf *out, Str text)
{
	buf_add(out, STR("# "));
	buf_add(out, text);
	buf_add_char(out, '\n');
}

void config_add_example(Buf *out, Lang lang, Str rows)
{
	static const char *const HEAD[LANG_COUNT] = {
		"比览的配置：存为 ~/.config/bilan/config.yaml。命令行上的选项优先。",
		"Settings of bilan: save as ~/.config/bilan/config.yaml. Options on the command line go before them."};

	add_comment(out, str_of(HEAD[lang]));
	for (Setting s = 0; s < SETTING_COUNT; s++) {
		Buf allowed = {0};

		buf_add_char(out, '\n');
		add_comment(out, str_of(ROWS[s].help[lang]));
		config_add_allowed(&allowed, s);
		if (allowed.n)
			add_comment(out, buf_str(&allowed));
		if (ROWS[s].kind == SETTING_PAIRS)
			buf_add(out, rows);
		buf_free(&allowed);
		buf_add(out, str_of(ROWS[s].id));
		buf_add(out, STR(": "));
		config_add_standard(out, s);
		buf_add_char(out, '\n');
	}
}
