import { createElement, lazy, useEffect, useRef, useState } from 'react';
import { createStore, useStore } from 'zustand';

import { uiCopy } from './copy.js';
import { showToast } from './toasts/toastStore.js';

/**
 * @template T
 * @typedef {object} LazyCode code in a chunk of its own, fetched once it is wanted
 * @property {() => Promise<void>} load fetches it, unless it is there
 * @property {() => void} preload the same, for when nobody waits; asking for it will tell if it fails
 * @property {import('zustand').StoreApi<T | null>} store
 */

/**
 * Return code that is fetched once, when it is first wanted.
 * @template T
 * @param {() => Promise<T>} fetchCode
 * @returns {LazyCode<T>}
 */
export function lazyCode(fetchCode) {
  const store = createStore(() => /** @type {T | null} */ (null));
  async function load() {
    if (!store.getState()) store.setState(await fetchCode(), true);
  }
  return { load, preload: () => void load().catch(() => {}), store };
}

/**
 * Return lazy code, fetched once it is wanted; null until it has come. If it does not, a toast says so.
 * @template T
 * @param {LazyCode<T>} code
 * @param {boolean} isWanted
 * @param {() => void} [onMissing] called if the code does not load
 * @returns {T | null}
 */
export function useLazyCode(code, isWanted, onMissing) {
  const giveUp = useRef(onMissing);
  useEffect(() => {
    giveUp.current = onMissing;
  });
  useEffect(() => {
    if (!isWanted) return;
    code.load().catch(() => {
      giveUp.current?.();
      showToast({ kind: 'error', text: uiCopy.codeMissing });
    });
  }, [code, isWanted]);
  return useStore(code.store);
}

/**
 * Return a component in a chunk of its own. Unlike with `lazy`, it is drawn as soon as its code is
 * there: React holds back what was suspended by a third of a second so as not to flicker. If its code
 * does not load, drawing it throws.
 * @template {object} Props
 * @param {() => Promise<import('react').ComponentType<Props>>} fetchComponent
 * @param {import('react').ReactNode} [fallback] in its place until then
 * @returns {{ Component: import('react').ComponentType<Props>, preload: () => Promise<void> }}
 */
export function lazyComponent(fetchComponent, fallback = null) {
  const code = lazyCode(async () => ({ Loaded: await fetchComponent() }));

  /** @param {Props} props */
  function LazyComponent(props) {
    const loaded = useStore(code.store);
    const [error, setError] = useState(/** @type {unknown} */ (null));
    const isMissing = loaded === null;
    useEffect(() => {
      if (isMissing) code.load().catch(setError);
    }, [isMissing]);
    if (error) throw error;
    return loaded ? createElement(loaded.Loaded, props) : fallback;
  }

  return { Component: LazyComponent, preload: code.load };
}

/**
 * Return a component in a chunk of its own that is left out if its code does not load.
 * @template {object} Props
 * @param {() => Promise<import('react').ComponentType<Props>>} fetchComponent
 * @param {import('react').ComponentType<Props>} [Missing] in its place then
 */
export function optionalComponent(fetchComponent, Missing = () => null) {
  return lazy(async () => {
    try {
      return { default: await fetchComponent() };
    } catch {
      return { default: Missing };
    }
  });
}

const PAUSE = 100;

/** Resolve once the browser has painted and is idle. */
export function afterPaint() {
  return new Promise((resolve) => {
    // Not every browser has requestIdleCallback.
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    requestAnimationFrame(() => setTimeout(() => whenIdle(resolve), PAUSE));
  });
}

const SIGNS = ['pointermove', 'pointerdown', 'keydown'];

/**
 * Resolve once somebody moves the pointer or presses a key, or else after so many milliseconds: then
 * it is time for what the next click may need.
 * @param {number} limit
 * @returns {Promise<void>}
 */
export function firstSign(limit) {
  return new Promise((resolve) => {
    const timer = setTimeout(end, limit);
    function end() {
      clearTimeout(timer);
      SIGNS.forEach((sign) => removeEventListener(sign, end));
      resolve();
    }
    SIGNS.forEach((sign) => addEventListener(sign, end, { passive: true }));
  });
}
