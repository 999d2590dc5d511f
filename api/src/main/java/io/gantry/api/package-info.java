/** The face that all API objects share, and the table of the kinds that Gantry serves. */
@NullMarked
package io.gantry.api;

import org.jspecify.annotations.NullMarked;
