/** The main job on an embedded web app, for a first look. */
package io.exavip.demo;
