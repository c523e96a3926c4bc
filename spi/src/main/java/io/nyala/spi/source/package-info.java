/**
 * Reading splits and writing files, as contracts between the engine and {@code storage}. Read
 * {@link io.nyala.spi.source.BatchSource} first.
 */
@NullMarked
package io.nyala.spi.source;

import org.jspecify.annotations.NullMarked;
