package io.nyala.security.kerberos;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * From a Kerberos principal to a user name by rules in the syntax of Hadoop's {@code
 * hadoop.security.auth_to_local}: {@code RULE:[n:format](regex)s/pattern/replacement/g/L} and
 * {@code DEFAULT}, the first that applies wins. {@code DEFAULT} takes the first component of
 * principals of the own realm; no rule takes another realm's principal unless it says so.
 * Immutable.
 */
public final class PrincipalMapping {
  private static final Pattern RULE =
      Pattern.compile(
          "RULE:\\[(\\d+):([^]]*)](?:\\(([^)]*)\\))?"
              + "(?:s/((?:[^/\\\\]|\\\\.)*)/((?:[^/\\\\]|\\\\.)*)/(g)?)?(/L)?");
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d)");

  private record Rule(
      int components,
      String format,
      @Nullable Pattern match,
      @Nullable Pattern from,
      String to,
      boolean all,
      boolean lowerCase) {

    Optional<String> apply(String[] parts, String realm) {
      if (parts.length != components) {
        return Optional.empty();
      }
      String name = filled(parts, realm);
      if (match != null && !match.matcher(name).matches()) {
        return Optional.empty();
      }
      if (from != null) {
        Matcher matcher = from.matcher(name);
        name = all ? matcher.replaceAll(to) : matcher.replaceFirst(to);
      }
      return Optional.of(lowerCase ? name.toLowerCase(Locale.ROOT) : name);
    }

    private String filled(String[] parts, String realm) {
      Matcher matcher = PARAMETER.matcher(format);
      StringBuilder name = new StringBuilder();
      while (matcher.find()) {
        int index = Integer.parseInt(matcher.group(1));
        String part = index == 0 ? realm : index <= parts.length ? parts[index - 1] : "";
        matcher.appendReplacement(name, Matcher.quoteReplacement(part));
      }
      return matcher.appendTail(name).toString();
    }
  }

  private final String ownRealm;
  private final List<Optional<Rule>> rules;

  private PrincipalMapping(String ownRealm, List<Optional<Rule>> rules) {
    this.ownRealm = ownRealm;
    this.rules = List.copyOf(rules);
  }

  /**
   * @param rules separated by white space
   * @throws NyalaException INVALID_CONFIGURATION for a rule that cannot be read
   */
  public static PrincipalMapping parse(String rules, String ownRealm) {
    List<Optional<Rule>> parsed = new ArrayList<>();
    for (String text : rules.trim().split("\\s+")) {
      if (!text.isEmpty()) {
        parsed.add(text.equals("DEFAULT") ? Optional.empty() : Optional.of(rule(text)));
      }
    }
    return new PrincipalMapping(ownRealm, parsed);
  }

  private static Rule rule(String text) {
    Matcher matcher = RULE.matcher(text);
    try {
      if (matcher.matches()) {
        String match = matcher.group(3);
        String from = matcher.group(4);
        return new Rule(
            Integer.parseInt(matcher.group(1)),
            matcher.group(2),
            match == null ? null : Pattern.compile(match),
            from == null ? null : Pattern.compile(from),
            matcher.group(5) == null ? "" : matcher.group(5),
            matcher.group(6) != null,
            matcher.group(7) != null);
      }
    } catch (PatternSyntaxException e) {
      throw invalid(text, e);
    }
    throw invalid(text, null);
  }

  private static NyalaException invalid(String rule, @Nullable Exception cause) {
    String message =
        "nyala.kerberos.auth.to.local: cannot read the rule "
            + rule
            + "; write RULE:[n:format](regex)s/pattern/replacement/ or DEFAULT.";
    return cause == null
        ? new NyalaException(ErrorCode.INVALID_CONFIGURATION, message)
        : new NyalaException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }

  /**
   * The user a principal stands for.
   *
   * @throws NyalaException AUTHENTICATION_FAILED if no rule takes it or the name is not safe
   */
  public String userOf(String principal) {
    int at = principal.lastIndexOf('@');
    if (at <= 0) {
      throw refused(principal, "it has no realm");
    }
    String realm = principal.substring(at + 1);
    String[] parts = principal.substring(0, at).split("/", -1);
    for (Optional<Rule> rule : rules) {
      Optional<String> name =
          rule.isPresent() ? rule.get().apply(parts, realm) : byDefault(parts, realm);
      if (name.isPresent()) {
        return safe(principal, name.get());
      }
    }
    throw refused(principal, "no rule of nyala.kerberos.auth.to.local maps it");
  }

  private Optional<String> byDefault(String[] parts, String realm) {
    boolean own = realm.equals(ownRealm) && parts.length <= 2;
    return own ? Optional.of(parts[0]) : Optional.empty();
  }

  private static String safe(String principal, String name) {
    if (!SafeNames.isSafe(name)) {
      throw refused(principal, "the user name has characters that are not allowed");
    }
    return name;
  }

  private static NyalaException refused(String principal, String why) {
    String shown = principal.replaceAll("[^A-Za-z0-9_.@/+-]", "?");
    return new NyalaException(
        ErrorCode.AUTHENTICATION_FAILED, "Principal " + shown + " is refused: " + why + ".");
  }
}
