/**
 * The coordinator's process: reads the configuration, puts the parts together, announces that it is
 * ready, stops in order. Nothing else in the server knows about processes. Read {@link
 * io.nyala.server.launcher.Coordinator} first.
 */
@NullMarked
package io.nyala.server.launcher;

import org.jspecify.annotations.NullMarked;
