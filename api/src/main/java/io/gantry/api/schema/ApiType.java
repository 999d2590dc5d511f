package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record of the Kubernetes API. Its field table, builder and copies are generated from its components. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface ApiType {
    /** How JSON writes it. */
    Shape shape() default Shape.OBJECT;

    /** Owned and replaced as a whole by server-side apply ({@code x-kubernetes-map-type: atomic}). */
    boolean atomic() default false;
}
