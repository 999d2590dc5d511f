/** {@code meta.k8s.io/v1beta1}: an older form of what answers may be reduced to, for clients that ask for it. */
@NullMarked
package io.gantry.api.meta.v1beta1;

import org.jspecify.annotations.NullMarked;
