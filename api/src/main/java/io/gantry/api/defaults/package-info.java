/** The values of fields that clients leave out. */
@NullMarked
package io.gantry.api.defaults;

import org.jspecify.annotations.NullMarked;
