/** Keeps the status of quotas: what is limited, and how much of it is used. */
@NullMarked
package io.gantry.controllers.quota;

import org.jspecify.annotations.NullMarked;
