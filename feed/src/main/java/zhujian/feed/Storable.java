package zhujian.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON without what PostgreSQL cannot hold: NUL and halves of surrogate pairs. Forms and other doors let
 * them in; one such character must not stop the feed.
 */
final class Storable {
  /** An escape of JSON, or a character that stands for itself. */
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "\\\\u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}" // a whole pair
              + "|\\\\u0000|\\\\u[dD][89a-fA-F]\\p{XDigit}{2}"
              + "|\\\\.|\\p{Cs}|\\x00",
          Pattern.DOTALL);

  private static final int PAIR = 12;
  private static final int ESCAPED_CHARACTER = 6;

  private Storable() {}

  static String of(final String json) {
    final Matcher suspicious = SUSPICIOUS.matcher(json);
    final StringBuilder kept = new StringBuilder(json.length());
    while (suspicious.find()) {
      final String found = suspicious.group();
      // whole pairs and the other escapes stay, also those of a backslash before "u0000"
      final boolean stays =
          found.length() == PAIR
              || found.length() == 2 && found.charAt(0) == '\\'
              || found.length() == ESCAPED_CHARACTER && !isUnstorable(found);
      suspicious.appendReplacement(kept, Matcher.quoteReplacement(stays ? found : ""));
    }
    return suspicious.appendTail(kept).toString();
  }

  private static boolean isUnstorable(final String escape) {
    final int code = Integer.parseInt(escape.substring(2), 16);
    return code == 0 || Character.isSurrogate((char) code);
  }
}
