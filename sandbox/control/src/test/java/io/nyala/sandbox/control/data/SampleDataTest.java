package io.nyala.sandbox.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SampleDataTest {
  @Test
  void splitsScriptsIntoTitleAndStatements() {
    SqlScript script =
        SqlScript.parse("-- Make a table.\nDROP TABLE t;\n\n-- why\nCREATE TABLE t (\n  a INT);\n");
    assertThat(script.title()).isEqualTo("Make a table");
    assertThat(script.statements()).containsExactly("DROP TABLE t", "CREATE TABLE t (\n  a INT)");
  }

  @Test
  void keepsSemicolonsInsideLines() {
    assertThat(SqlScript.parse("-- x\nSELECT ';' AS a;\nSELECT 2").statements())
        .containsExactly("SELECT ';' AS a", "SELECT 2");
  }

  @Test
  void everyScriptIsThere() throws IOException {
    for (String name : SampleData.SCRIPTS) {
      SqlScript script = SqlScript.read("sql/" + name + ".sql");
      assertThat(script.title()).isNotBlank();
      assertThat(script.statements()).isNotEmpty();
    }
  }

  @Test
  void everyPolicyIsNamedAndSubstituted() throws IOException {
    for (String name : SampleData.POLICIES) {
      JsonNode policy = new ObjectMapper().readTree(SampleData.policy(name));
      assertThat(policy.path("service").asText()).isEqualTo("nyala_hive");
      assertThat(policy.path("name").asText()).isNotBlank();
      assertThat(policy.path("resources")).isNotEmpty();
    }
  }
}
