/** What the user may write: options, environment, exavip.yaml; read strictly into domain values. */
package io.exavip.config;
