/**
 * A cluster inside of a test: an API server in the JVM, on request with control loops, scheduler and simulated nodes. Begin
 * at {@link io.gantry.testkit.GantryCluster}, or with JUnit at {@link io.gantry.testkit.junit.GantryTest}.
 */
@NullMarked
package io.gantry.testkit;

import org.jspecify.annotations.NullMarked;
