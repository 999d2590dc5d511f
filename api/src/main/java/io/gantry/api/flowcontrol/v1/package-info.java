/** Kubernetes API group {@code flowcontrol.apiserver.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.flowcontrol.v1;

import org.jspecify.annotations.NullMarked;
