/** Clusters for JUnit: {@link io.gantry.testkit.junit.GantryTest}. */
@NullMarked
package io.gantry.testkit.junit;

import org.jspecify.annotations.NullMarked;
