/**
 * The command line of the sandbox, called by {@code bin/nyala}. Read {@link
 * io.nyala.sandbox.control.command.NyalaCommand} first. Only options, printing and exit codes
 * belong here.
 */
@NullMarked
package io.nyala.sandbox.control.command;

import org.jspecify.annotations.NullMarked;
