/**
 * Starts, watches and stops the processes of a sandbox: read {@link
 * io.nyala.sandbox.control.Sandbox} first. Everything a sandbox knows lives in one directory
 * ({@link io.nyala.sandbox.control.SandboxLayout}). The command line is in {@code command}, the
 * sample data in {@code data}, the guided tour in {@code tour}. Nothing here is on a class path of
 * a production process.
 */
@NullMarked
package io.nyala.sandbox.control;

import org.jspecify.annotations.NullMarked;
