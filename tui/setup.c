#include "setup.h"

#include <string.h>
#include <unistd.h>

void setup_add_path(const SetupEnv *env, Buf *out)
{
	bool own = env->xdg_config_home && env->xdg_config_home[0] == '/';

	if (!own && (!env->home || !*env->home))
		return;
	buf_add(out, str_of(own ? env->xdg_config_home : env->home));
	buf_add(out, own ? STR("/bilan/config.yaml") : STR("/.config/bilan/config.yaml"));
}

/* A path of the file, as it is meant there: ~/ is the home directory, others count from the file's own. */
static const char *resolve(Options *options, Str path, Str file, const SetupEnv *env)
{
	Buf out = {0};
	size_t directory = file.n;

	while (directory && file.s[directory - 1] != '/')
		directory--;
	if (str_starts(path, STR("~/")) && env->home) {
		buf_add(&out, str_of(env->home));
		path = str_sub(path, 1, path.n);
	} else if (!str_starts(path, STR("/"))) {
		buf_add(&out, str_sub(file, 0, directory));
	}
	buf_add(&out, path);
	return buf_keep(&out, &options->arena).s;
}

static void apply(const Config *config, Options *options, Str file, const SetupEnv *env)
{
	const int *value = config->value;

	if (config->given[SETTING_language] && value[SETTING_language] > 0 && !options_given(options, "--lang"))
		options->lang = value[SETTING_language] == 2 ? LANG_EN : LANG_ZH;
	if (!options_given(options, "--colour"))
		options->colour = (Palette)value[SETTING_colour];
	if (!options_given(options, "--ambiguous"))
		options->ambiguous = value[SETTING_ambiguous];
	if (!options_given(options, "--quotes"))
		options->quotes = (ScreenQuotes)value[SETTING_quotes];
	if (!options_given(options, "--lines"))
		options->lines = value[SETTING_lines];
	if (!options_given(options, "--mouse"))
		options->mouse = (OptionsMouse)value[SETTING_mouse];
	if (!options_given(options, "--margins"))
		options->no_margins = value[SETTING_margins] == 1;
	if (!options_given(options, "--no-state"))
		options->no_state = !value[SETTING_state];
	for (size_t i = 0, named = options->corpora.n; !named && i < config->corpus.n; i++)
		MEM_PUSH(&options->corpora, resolve(options, config->corpus.at[i].s, file, env));
}

bool setup_read(Setup *setup, Options *options, const SetupEnv *env, Msgs *msgs)
{
	Buf path = {0};
	bool fine = true;

	*setup = (Setup){.keymap = KEYMAP_STANDARD};
	config_standard(&setup->config);
	if (options->config)
		buf_add(&path, str_of(options->config));
	else if (!options->no_config)
		setup_add_path(env, &path);
	if (path.n && (options->config || access(buf_cstr(&path), F_OK) == 0)) {
		fine = config_read(&setup->config, buf_cstr(&path), msgs);
		bind_keys(&setup->keymap, &setup->config, msgs);
		apply(&setup->config, options, buf_str(&path), env);
	}
	options->keymap = &setup->keymap;
	buf_free(&path);
	return fine || !options->config;
}

void setup_free(Setup *setup)
{
	config_free(&setup->config);
}
