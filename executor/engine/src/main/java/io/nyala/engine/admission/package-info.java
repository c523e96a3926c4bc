/** How many queries run at once. Read {@link io.nyala.engine.admission.AdmissionQueue} first. */
@NullMarked
package io.nyala.engine.admission;

import org.jspecify.annotations.NullMarked;
