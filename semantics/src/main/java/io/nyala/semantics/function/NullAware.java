package io.nyala.semantics.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a kernel that sees NULL arguments: each argument is followed by a boolean (an array of
 * arguments by an array of booleans) that is true for NULL. Kernels without it are not called when
 * an argument is NULL; the result is NULL then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NullAware {}
