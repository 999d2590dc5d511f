/** ReplicaSet and ReplicationController: a number of equal pods. */
@NullMarked
package io.gantry.controllers.replicas;

import org.jspecify.annotations.NullMarked;
