/** Namespaces that are going away. */
@NullMarked
package io.gantry.controllers.namespace;

import org.jspecify.annotations.NullMarked;
