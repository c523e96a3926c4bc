package io.nyala.planner.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptSplitterTest {
  @Test
  void cutsAtSemicolonsOutsideQuotesAndComments() {
    assertThat(
            ScriptSplitter.split("select ';'; select \";\\\"\" -- a;b\n; select `a;b` /* ; */ ; ;"))
        .containsExactly("select ';'", " select \";\\\"\" -- a;b\n", " select `a;b` /* ; */ ");
  }

  @Test
  void dropsEmptyStatements() {
    assertThat(ScriptSplitter.split(" ; -- only a comment\n ; /* and */ ")).isEmpty();
    assertThat(ScriptSplitter.split("")).isEmpty();
  }

  @Test
  void survivesOpenQuotesAndComments() {
    assertThat(ScriptSplitter.split("select 'a;b")).containsExactly("select 'a;b");
    assertThat(ScriptSplitter.split("select 1 /* a;b")).containsExactly("select 1 /* a;b");
    assertThat(ScriptSplitter.split("select '\\")).containsExactly("select '\\");
  }
}
