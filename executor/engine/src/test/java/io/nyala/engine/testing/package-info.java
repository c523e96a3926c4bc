/**
 * Rows, encodings and fakes for the engine's tests. Read {@link
 * io.nyala.engine.testing.OperatorAssert} first.
 */
@NullMarked
package io.nyala.engine.testing;

import org.jspecify.annotations.NullMarked;
