/** Kubernetes API group {@code apidiscovery.k8s.io}, version {@code v2}. */
@NullMarked
package io.gantry.api.apidiscovery.v2;

import org.jspecify.annotations.NullMarked;
