/** Kubernetes API group {@code autoscaling}, version {@code v2}. */
@NullMarked
package io.gantry.api.autoscaling.v2;

import org.jspecify.annotations.NullMarked;
