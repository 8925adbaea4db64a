/* JSON (RFC 8259) written into a Buf: commas, colons and escapes are the writer's business, nesting the caller's.
   Output is valid UTF-8 whatever comes in; U+2028 and U+2029 are escaped, so that it may stand in a script too. */
#ifndef BILAN_JSON_H
#define BILAN_JSON_H

#include "buf.h"
#include "str.h"

typedef struct Json {
	Buf *out;
	bool comma; /* a value stands before on this level */
} Json;

void json_open(Json *json, char bracket);  /* { or [ */
void json_close(Json *json, char bracket); /* } or ] */
void json_key(Json *json, Str key);        /* the value follows */
void json_string(Json *json, Str text);
void json_integer(Json *json, long long value);
void json_number(Json *json, double value); /* null for what JSON has no form for */
void json_bool(Json *json, bool yes);
void json_null(Json *json);

/* Ends a line between two values, for outputs that have one object a line. */
void json_newline(Json *json);

#endif
