package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a value, each value of a list, or a map as a whole must look like ({@code +k8s:format}). An empty text that reads as
 * absent is not looked at.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Format {
    TextFormat[] value();

    /** The empty text is fine too, although Kubernetes tells it from none. */
    boolean orEmpty() default false;
}
