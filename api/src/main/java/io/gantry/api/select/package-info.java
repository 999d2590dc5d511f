/** Selecting objects by their labels and fields. */
@NullMarked
package io.gantry.api.select;

import org.jspecify.annotations.NullMarked;
