/** Custom resources: the definitions, the kinds that they declare, and what is particular to their objects. */
@NullMarked
package io.gantry.server.custom;

import org.jspecify.annotations.NullMarked;
