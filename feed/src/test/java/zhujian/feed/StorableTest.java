package zhujian.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"a\":\"plain 字\"}, {\"a\":\"plain 字\"}",
        "{\"a\":\"x\\u0000y\"}, {\"a\":\"xy\"}",
        // an escaped backslash before the letters u0000 is text
        "{\"a\":\"x\\\\u0000y\"}, {\"a\":\"x\\\\u0000y\"}",
        "{\"a\":\"x\\\\\\u0000y\"}, {\"a\":\"x\\\\y\"}",
        "{\"a\":\"\\ud83d\\ude00\"}, {\"a\":\"\\ud83d\\ude00\"}",
        "{\"a\":\"\\ud83dx\\ude00\"}, {\"a\":\"x\"}",
        "{\"a\":\"\\n\\t\\\"\\u4e00\"}, {\"a\":\"\\n\\t\\\"\\u4e00\"}",
      })
  void takesOutWhatPostgresqlCannotHold(final String json, final String storable) {
    assertEquals(storable, Storable.of(json));
  }

  @ParameterizedTest
  @CsvSource({"a\uD83D\uDE00b, a\uD83D\uDE00b"})
  void keepsWholeCharacters(final String json, final String storable) {
    assertEquals(storable, Storable.of(json));
  }

  @org.junit.jupiter.api.Test
  void takesOutHalfCharacters() {
    assertEquals("ab", Storable.of("a\uD83Db"));
    assertEquals("ab", Storable.of("a\u0000b"));
  }
}
