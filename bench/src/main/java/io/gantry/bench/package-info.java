/**
 * Measurements of Gantry, each against a target, and of its peers where one can run here.
 *
 * <p>Small pieces of code are measured with JMH, in {@code src/jmh}: {@code mvn -Dquick -Pjmh -pl bench -am test-compile}, and then
 * {@code org.openjdk.jmh.Main} on {@code bench/target/test-classes} and the class path of the tests.
 */
@NullMarked
package io.gantry.bench;

import org.jspecify.annotations.NullMarked;
