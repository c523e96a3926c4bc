/** Configuration of the engine. Read {@link io.nyala.engine.config.EngineConfig} first. */
@NullMarked
package io.nyala.engine.config;

import org.jspecify.annotations.NullMarked;
