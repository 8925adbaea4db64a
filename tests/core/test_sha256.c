#include "../../core/sha256.h"

#include <criterion/criterion.h>

static void digest(Str text, const char *hex)
{
	Buf out = {0};

	sha256_add_hex(&out, text);
	cr_assert_str_eq(buf_cstr(&out), hex);
	buf_free(&out);
}

/* The examples of FIPS 180-4 (NIST, SHA256.pdf), and the empty message. */
Test(sha256, gives_what_the_standard_gives)
{
	digest(STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	digest(STR("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
		"hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
		"cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

Test(sha256, a_million_letters)
{
	Buf text = {0};

	buf_add_repeat(&text, STR("a"), 1000000);
	digest(buf_str(&text), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	buf_free(&text);
}

Test(sha256, every_length_around_a_block_is_padded)
{
	Buf text = {0}, all = {0};

	/* Python: hashlib.sha256(b"".join(hashlib.sha256(b"a" * n).hexdigest().encode() for n in range(130))) */
	for (int n = 0; n < 130; n++) {
		sha256_add_hex(&all, buf_str(&text));
		buf_add_char(&text, 'a');
	}
	digest(buf_str(&all), "c665ed20ef30f158e90c7e921d8182bc0943c4b087a82f64a18d417bcdfadce7");
	buf_free(&text);
	buf_free(&all);
}
