/**
 * Who may do what, and the proof of it that travels with a scan. Read {@link
 * io.nyala.spi.security.AccessControl} first.
 */
@NullMarked
package io.nyala.spi.security;

import org.jspecify.annotations.NullMarked;
