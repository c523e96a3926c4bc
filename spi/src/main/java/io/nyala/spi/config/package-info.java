/**
 * Typed, documented configuration keys and the site file. Read {@link
 * io.nyala.spi.config.ConfigKey} first.
 */
@NullMarked
package io.nyala.spi.config;

import org.jspecify.annotations.NullMarked;
