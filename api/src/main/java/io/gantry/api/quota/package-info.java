/** What objects use of the amounts that a ResourceQuota limits: the same answer for admission and for the quota loop. */
@NullMarked
package io.gantry.api.quota;

import org.jspecify.annotations.NullMarked;
