/* Any bytes as config.yaml: no crash, and a file that will not do changes nothing. */
#include "../../core/config.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Config config = {0};
	Msgs msgs = {0};
	bool fine = config_memory(&config, (Str){(const char *)data, size}, STR("fuzz"), &msgs);

	for (Setting s = 0; s < SETTING_COUNT && !fine; s++)
		if (config.value[s] != config_row(s)->standard || config.given[s])
			abort();
	for (size_t i = 0; i < config.keys.n; i++)
		if (!config.keys.at[i].keys.s.s || !config.keys.at[i].action.pos.line)
			abort();
	config_free(&config);
	msg_free(&msgs);
	return 0;
}
