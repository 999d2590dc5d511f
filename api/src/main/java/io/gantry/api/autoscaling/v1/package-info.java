/** Kubernetes API group {@code autoscaling}, version {@code v1}. */
@NullMarked
package io.gantry.api.autoscaling.v1;

import org.jspecify.annotations.NullMarked;
