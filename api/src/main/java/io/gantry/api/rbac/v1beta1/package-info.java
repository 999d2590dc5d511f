/** Kubernetes API group {@code rbac.authorization.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.rbac.v1beta1;

import org.jspecify.annotations.NullMarked;
