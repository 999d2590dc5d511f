/** What a client is warned of when it writes an object that is valid and yet hardly means what it says. Pure. */
@NullMarked
package io.gantry.api.warnings;

import org.jspecify.annotations.NullMarked;
