package io.nyala.planner.grammar.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HiveGrammarTest {
  private final HiveGrammar grammar = new HiveGrammar(GrammarLimits.DEFAULT);

  @Test
  void parsesAStatement() throws GrammarException {
    HiveGrammar.Parsed parsed = grammar.statement("SELECT a, 'x' FROM `my t` WHERE b > 1");
    assertThat(parsed.tree().toStringTree())
        .isEqualTo(
            "(TOK_QUERY (TOK_FROM (TOK_TABREF (TOK_TABNAME my t))) (TOK_INSERT (TOK_DESTINATION (TOK_DIR TOK_TMP_FILE))"
                + " (TOK_SELECT (TOK_SELEXPR (TOK_TABLE_OR_COL a)) (TOK_SELEXPR 'x')) (TOK_WHERE (> (TOK_TABLE_OR_COL b) 1)))) <EOF>");
  }

  @Test
  void parsesAnExpressionToItsEnd() throws GrammarException {
    assertThat(grammar.expression("a + 1").tree().toStringTree())
        .isEqualTo("(+ (TOK_TABLE_OR_COL a) 1)");
    assertThatThrownBy(() -> grammar.expression("a = 1 b")).isInstanceOf(GrammarException.class);
    assertThatThrownBy(() -> grammar.expression("true) or (true"))
        .isInstanceOf(GrammarException.class);
  }

  @Test
  void givesHivesErrorTexts() {
    assertThatThrownBy(() -> grammar.statement("selec 1 from t"))
        .hasMessage("line 1:0 cannot recognize input near 'selec' '1' 'from'");
    assertThatThrownBy(() -> grammar.statement("select 1 from t;"))
        .isInstanceOf(GrammarException.class);
    assertThatThrownBy(() -> grammar.statement("select # from t"))
        .isInstanceOf(GrammarException.class);
    assertThatThrownBy(() -> grammar.statement("")).isInstanceOf(GrammarException.class);
  }

  @Test
  void boundsLengthTokensAndNesting() throws GrammarException {
    HiveGrammar small = new HiveGrammar(new GrammarLimits(100, 30, 5));
    assertTooLarge(small, "select '" + "x".repeat(100) + "'");
    assertTooLarge(small, "select 1" + ",1".repeat(20));
    assertTooLarge(small, "select ((((((1))))))");
    assertTooLarge(small, "select - - - - - - 1");
    assertThat(small.statement("select (((1)))").tree()).isNotNull();
    assertThat(small.statement("select 1-1-1-1-1-1-1-1-1").tree()).isNotNull();
  }

  private static void assertTooLarge(HiveGrammar grammar, String text) {
    assertThatThrownBy(() -> grammar.statement(text))
        .isInstanceOfSatisfying(
            GrammarException.class,
            e -> assertThat(e.reason()).isEqualTo(GrammarException.Reason.TOO_LARGE));
  }
}
