/** What may be added to an object, or refused, before it is written, beyond the rules of its own kind. */
@NullMarked
package io.gantry.server.admission;

import org.jspecify.annotations.NullMarked;
