/** Jobs: pods that are to end. */
@NullMarked
package io.gantry.controllers.job;

import org.jspecify.annotations.NullMarked;
