/** Encryption at rest: between an object's encoded form and the bytes that the store keeps, in Kubernetes' formats. */
@NullMarked
package io.gantry.server.encryption;

import org.jspecify.annotations.NullMarked;
