/** Lets deleted claims and volumes go as soon as nobody uses them any more, and not before. */
@NullMarked
package io.gantry.controllers.protection;

import org.jspecify.annotations.NullMarked;
