/** Kubernetes API group {@code node.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.node.v1;

import org.jspecify.annotations.NullMarked;
