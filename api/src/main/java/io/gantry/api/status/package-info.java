/** How the API says that something went wrong: {@code Status} as an exception, with Kubernetes' reasons and sentences. */
@NullMarked
package io.gantry.api.status;

import org.jspecify.annotations.NullMarked;
