package io.nyala.semantics.compile;

import java.util.List;

/**
 * A generated program before it is compiled.
 *
 * @param text the class body; equal for expressions of equal shape, as literals are not in it
 * @param columns indexes of the input columns, in the order the program binds them
 * @param constants the literals, given to the constructor
 */
record GeneratedSource(String text, List<Integer> columns, List<Object> constants) {}
