package io.nyala.semantics.function;

import static java.util.Objects.requireNonNull;

/**
 * What DESCRIBE FUNCTION prints.
 *
 * @param summary one line, "name(arguments) - what it answers"
 * @param extended further lines for DESCRIBE FUNCTION EXTENDED (synonyms, examples), may be empty
 */
public record FunctionDocumentation(String summary, String extended) {
  public FunctionDocumentation {
    requireNonNull(summary);
    requireNonNull(extended);
  }
}
