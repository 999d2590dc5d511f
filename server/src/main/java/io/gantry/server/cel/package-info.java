/**
 * Expressions in the Common Expression Language, in the environment that Kubernetes gives them. Nothing here is loaded until
 * the first expression is.
 */
@NullMarked
package io.gantry.server.cel;

import org.jspecify.annotations.NullMarked;
